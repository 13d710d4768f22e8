/** The people of this application: who they are, what they may do, and that Sluice may ask for them. */
@NullMarked
package io.sluice.example.host.people;

import org.jspecify.annotations.NullMarked;
