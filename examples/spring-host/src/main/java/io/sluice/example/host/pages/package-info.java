/** The pages that show the parts of Sluice. */
@NullMarked
package io.sluice.example.host.pages;

import org.jspecify.annotations.NullMarked;
