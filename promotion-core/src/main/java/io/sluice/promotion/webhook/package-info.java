/**
 * Endpoints outside that are told what happens: where they are, which of them may be called, and the signed call itself.
 */
@NullMarked
package io.sluice.promotion.webhook;

import org.jspecify.annotations.NullMarked;
