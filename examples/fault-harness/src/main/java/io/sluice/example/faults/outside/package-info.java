/** What lies outside of the nodes: the databases, the place that versions are deployed to, the mail server, the network. */
@NullMarked
package io.sluice.example.faults.outside;

import org.jspecify.annotations.NullMarked;
