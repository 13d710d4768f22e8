/**
 * Brings promotions into a Spring Boot application, on the host's transactions, security and endpoints.
 *
 * <p>It exists apart so that {@code promotion-core} and {@code promotion-bpmn} stay free of Spring; it may import both,
 * and neither imports it.
 */
@NullMarked
package io.sluice.promotion.spring;

import org.jspecify.annotations.NullMarked;
