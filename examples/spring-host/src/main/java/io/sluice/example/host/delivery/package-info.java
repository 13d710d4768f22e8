/** What this application delivers: a folder of built versions, and a table of what runs where. */
@NullMarked
package io.sluice.example.host.delivery;

import org.jspecify.annotations.NullMarked;
