/** What clients asked and were told, what is found afterwards, and whether the two fit. */
@NullMarked
package io.sluice.example.faults.history;

import org.jspecify.annotations.NullMarked;
