/** The one transaction that our rows, the engine's rows and a host's own writes share. Imports only problem. */
@NullMarked
package io.sluice.promotion.transaction;

import org.jspecify.annotations.NullMarked;
