/**
 * Who is signed in, for screens that know nothing else yet.
 *
 * <p>It exists apart because it is the one operation outside of any organization.
 */
@NullMarked
package io.sluice.promotion.spring.rest.session;

import org.jspecify.annotations.NullMarked;
