package io.sluice.promotion.bpmn;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.sluice.promotion.CodingRules;
import io.sluice.promotion.PolicyFile;
import io.sluice.promotion.request.Outcome;

@AnalyzeClasses(packages = "io.sluice.promotion.bpmn", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.sluice.promotion.bpmn";
    private static final String ENGINE = ROOT + ".engine..";
    private static final String VERIFY = ROOT + ".verify..";
    private static final String VERIFY_FILE = ROOT + ".verify.file";
    private static final String VERIFY_FLOW = ROOT + ".verify.flow";
    private static final String VERIFY_SEARCH = ROOT + ".verify.search";
    private static final DescribedPredicate<JavaClass> EXPRESSION_PARSER =
            resideInAPackage("org.camunda.bpm.impl.juel..");
    private static final String MAIL = ROOT + ".mail..";

    @ArchTest
    static final ArchTests coding = ArchTests.in(CodingRules.class);

    @ArchTest
    static final ArchRule everyClassHasAKnownPlace =
            classes().should().resideInAnyPackage(ROOT, ENGINE, ROOT + ".step..", ROOT + ".deploy..", VERIFY, MAIL);

    @ArchTest
    static final ArchRule onlyEngineKnowsCamundaInternals = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE)
            .should()
            .dependOnClassesThat(resideInAPackage("org.camunda..impl..").and(not(EXPRESSION_PARSER)));

    @ArchTest
    static final ArchRule verifyAndMailNeedNoEngine = noClasses()
            .that()
            .resideInAnyPackage(VERIFY, MAIL)
            .should()
            .dependOnClassesThat(resideInAPackage("org.camunda..")
                    .and(not(EXPRESSION_PARSER))
                    .or(resideInAPackage(ENGINE)));

    @ArchTest
    static final ArchRule onlyTheReadersOfFilesAndTheEngineParseExpressions = noClasses()
            .that()
            .resideOutsideOfPackages(ENGINE, VERIFY_FILE, VERIFY_FLOW)
            .should()
            .dependOnClassesThat(EXPRESSION_PARSER);

    /** The verifier goes into a jar of its own, which holds these and nothing else. */
    @ArchTest
    static final ArchRule theVerifierNeedsNothingElse = classes()
            .that()
            .resideInAPackage(VERIFY)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..",
                            "javax.xml..",
                            "org.xml.sax..",
                            "org.jspecify..",
                            "com.fasterxml.jackson.core..",
                            "com.fasterxml.jackson.jr..",
                            "org.camunda.bpm.impl.juel..",
                            "io.sluice.promotion.calendar..",
                            "io.sluice.promotion.check..",
                            "io.sluice.promotion.identity..",
                            "io.sluice.promotion.input..",
                            "io.sluice.promotion.policy..",
                            "io.sluice.promotion.problem..",
                            "io.sluice.promotion.workspace..",
                            VERIFY)
                    .or(type(PolicyFile.class))
                    .or(type(Outcome.class)));

    @ArchTest
    static final ArchRule theProofGoesFromTheFileToTheGraphToTheSearch = noClasses()
            .that()
            .resideInAPackage(VERIFY_FILE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(VERIFY_FLOW, VERIFY_SEARCH);

    @ArchTest
    static final ArchRule theGraphKnowsNothingOfTheSearch = noClasses()
            .that()
            .resideInAPackage(VERIFY_FLOW)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(VERIFY_SEARCH);

    @ArchTest
    static final ArchRule onlyMailKnowsJakartaMail = noClasses()
            .that()
            .resideOutsideOfPackage(MAIL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "jakarta.activation..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule leavesTheStoresOfCoreAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.sluice.promotion.jdbc..", "io.sluice.promotion.command..", "io.sluice.promotion.lifecycle..");

    @ArchTest
    static final ArchRule needsNoSpring =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");
}
