/**
 * A team that draws its own promotion process: the designer's folder {@code processes}, the steps and people of the host,
 * and a {@code main} that deploys the process and promotes versions through it.
 */
@NullMarked
package io.sluice.example.process;

import org.jspecify.annotations.NullMarked;
