/**
 * What the verifier found, for a person on a console, a program, a server that runs builds, and a designer who wants to
 * see the way on the diagram.
 *
 * <p>It imports the words of {@code verify} and nothing else of this module. Process files are written by anybody: names
 * from them reach a terminal, a browser or XML only without what those would act on.
 */
@NullMarked
package io.sluice.promotion.bpmn.verify.report;

import org.jspecify.annotations.NullMarked;
