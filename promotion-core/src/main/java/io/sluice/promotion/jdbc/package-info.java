/**
 * The stores on H2 and PostgreSQL, with the schema and its migration. The only package that knows SQL.
 *
 * <p>It may import every feature package to load and save it; only the root package imports it.
 */
@NullMarked
package io.sluice.promotion.jdbc;

import org.jspecify.annotations.NullMarked;
