/** A task list of this application's own, written against the Java API. */
@NullMarked
package io.sluice.example.host.tasklist;

import org.jspecify.annotations.NullMarked;
