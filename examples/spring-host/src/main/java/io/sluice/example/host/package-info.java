/** A Spring Boot application as a team would write it, with Sluice inside: its own sign-in, pages, mails and deployments. */
@NullMarked
package io.sluice.example.host;

import org.jspecify.annotations.NullMarked;
