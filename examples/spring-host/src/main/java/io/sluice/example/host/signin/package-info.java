/** Signing in and out. */
@NullMarked
package io.sluice.example.host.signin;

import org.jspecify.annotations.NullMarked;
