/** How Sluice fares: health, info, metrics and observations. */
@NullMarked
package io.sluice.promotion.spring.actuator;

import org.jspecify.annotations.NullMarked;
