/** Strict readers for what callers send: identifiers, names, texts, durations. Imports only problem. */
@NullMarked
package io.sluice.promotion.input;

import org.jspecify.annotations.NullMarked;
