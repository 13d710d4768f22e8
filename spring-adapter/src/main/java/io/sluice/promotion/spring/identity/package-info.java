/** Who calls, and which roles they hold: from Spring Security and from settings, or from what a host brings instead. */
@NullMarked
package io.sluice.promotion.spring.identity;

import org.jspecify.annotations.NullMarked;
