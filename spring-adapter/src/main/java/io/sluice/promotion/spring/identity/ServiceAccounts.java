package io.sluice.promotion.spring.identity;

import java.security.Principal;

/**
 * Tells accounts of programs from persons; what a program does never counts as an approval. The standard one knows the names
 * in {@code sluice.identity.services} and the entries of {@code sluice.people} that are services.
 */
@FunctionalInterface
public interface ServiceAccounts {
    /** Whether a program is calling, such as with the credentials of an OAuth client. */
    boolean isService(Principal principal);
}
