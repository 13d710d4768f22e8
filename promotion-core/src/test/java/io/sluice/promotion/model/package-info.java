/**
 * The rules of promotions once more, written from the domain's words alone and kept in memory, compared with the library
 * after every one of many thousand random commands.
 */
@NullMarked
package io.sluice.promotion.model;

import org.jspecify.annotations.NullMarked;
