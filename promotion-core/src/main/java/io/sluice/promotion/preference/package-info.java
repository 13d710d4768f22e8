/**
 * Who wants to be told what, and how: the choices of persons for themselves, and of administrators for a workspace.
 */
@NullMarked
package io.sluice.promotion.preference;

import org.jspecify.annotations.NullMarked;
