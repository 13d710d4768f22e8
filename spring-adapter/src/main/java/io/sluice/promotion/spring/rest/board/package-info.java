/**
 * Which version is where, over HTTP.
 *
 * <p>It exists apart because it reads many promotions at once, in a fixed number of questions.
 */
@NullMarked
package io.sluice.promotion.spring.rest.board;

import org.jspecify.annotations.NullMarked;
