/** Members of an organization, what roles they hold and what roles allow. Imports identity and below, and workspace. */
@NullMarked
package io.sluice.promotion.access;

import org.jspecify.annotations.NullMarked;
