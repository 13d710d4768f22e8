/** An SMTP server inside this application and a page that shows what it took. */
@NullMarked
package io.sluice.example.host.mailbox;

import org.jspecify.annotations.NullMarked;
