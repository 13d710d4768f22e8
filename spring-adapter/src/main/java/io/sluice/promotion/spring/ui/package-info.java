/**
 * Serves the screens to browsers: custom elements for the host's own pages, and a page with all of them.
 *
 * <p>The files lie in a class path folder of this package, which no container serves by itself, so that nothing is
 * reachable before the host switches it on. The package imports nothing of the library: the screens ask the REST API.
 */
@NullMarked
package io.sluice.promotion.spring.ui;

import org.jspecify.annotations.NullMarked;
