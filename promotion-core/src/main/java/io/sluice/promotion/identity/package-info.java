/** Identifiers of people and things, and the actor of a call. Imports only input and problem. */
@NullMarked
package io.sluice.promotion.identity;

import org.jspecify.annotations.NullMarked;
