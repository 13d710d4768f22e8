/** What the demonstration starts with. */
@NullMarked
package io.sluice.example.host.sample;

import org.jspecify.annotations.NullMarked;
