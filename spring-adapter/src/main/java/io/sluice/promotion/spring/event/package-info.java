/** What happened to promotions, as events of the application. */
@NullMarked
package io.sluice.promotion.spring.event;

import org.jspecify.annotations.NullMarked;
