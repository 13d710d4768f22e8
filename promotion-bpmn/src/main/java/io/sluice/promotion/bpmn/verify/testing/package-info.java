/** The verifier in the tests of whoever keeps process files. It needs no test framework. */
@NullMarked
package io.sluice.promotion.bpmn.verify.testing;

import org.jspecify.annotations.NullMarked;
