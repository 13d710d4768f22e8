/**
 * Messages to people by SMTP, sent from the outbox after the deciding transaction has committed.
 *
 * <p>The only package that may import {@code jakarta.mail}; it imports no engine.
 */
@NullMarked
package io.sluice.promotion.bpmn.mail;

import org.jspecify.annotations.NullMarked;
