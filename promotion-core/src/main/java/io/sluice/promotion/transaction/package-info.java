/**
 * The unit of work: one connection and one transaction that several writers join, ours and the engine's.
 *
 * <p>It may import {@code problem} and {@code identity}, and beside {@code jdbc} it is the only package that knows a
 * database connection.
 */
@NullMarked
package io.sluice.promotion.transaction;

import org.jspecify.annotations.NullMarked;
