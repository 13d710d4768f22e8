/**
 * The audit trail outside of the database: the form of an export, and its verification without database and engine, as a
 * library call and as a program.
 *
 * <p>It may import {@code audit} and what that may import, and the JSON parser: all of it goes into one small jar.
 */
@NullMarked
package io.sluice.promotion.audit.export;

import org.jspecify.annotations.NullMarked;
