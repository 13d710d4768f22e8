/**
 * Spans of time on calendars: recurrence as RFC 5545 defines it, local times with their zones, and when something is open.
 *
 * <p>Pure values; the one place that knows the recurrence library. It may import {@code problem} and {@code input} only.
 */
@NullMarked
package io.sluice.promotion.calendar;

import org.jspecify.annotations.NullMarked;
