/**
 * A plain {@code main} that promotes real files through three workspaces and tells the story on the terminal.
 *
 * <p>It uses the library as a host application does: only what the library publishes, nothing of its internals.
 */
@NullMarked
package io.sluice.example.quickstart;

import org.jspecify.annotations.NullMarked;
