/** What a host's screens show: the board, open and ended requests, figures. Values only; read through {@code Overview}. */
@NullMarked
package io.sluice.promotion.overview;

import org.jspecify.annotations.NullMarked;
