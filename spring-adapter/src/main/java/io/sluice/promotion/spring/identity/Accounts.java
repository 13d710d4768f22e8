package io.sluice.promotion.spring.identity;

import java.util.Optional;
import java.util.Set;

/** The login of the application, as far as it can be asked. */
interface Accounts {
    /** The account of that name. */
    Optional<Account> find(String name);

    /** The names of all accounts, as far as they can be told. */
    Set<String> names();

    /** Whether {@link #names} is complete. */
    boolean knowsAll();
}
