package io.sluice.promotion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.sluice.promotion", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.sluice.promotion";
    private static final String JDBC = ROOT + ".jdbc";

    /** The feature packages; each may import those before it. */
    private static final List<String> FEATURES = List.of(
            "problem",
            "input",
            "identity",
            "calendar",
            "transaction",
            "organization",
            "workspace",
            "configuration",
            "access",
            "artifact",
            "freeze",
            "isolation",
            "release",
            "control",
            "drift",
            "check",
            "policy",
            "request",
            "process",
            "gate",
            "automation",
            "audit",
            "spi",
            "anchoring",
            "archive",
            "webhook",
            "preference",
            "report",
            "overview");

    @ArchTest
    static final ArchTests coding = ArchTests.in(CodingRules.class);

    @ArchTest
    static final ArchRule importsGoOneWay = importsGoOneWay();

    /** What verifies an export goes into a jar of its own, with nothing but a JSON parser. */
    @ArchTest
    static final ArchRule theVerifierNeedsNothingElse = classes()
            .that()
            .resideInAnyPackage(ROOT + ".audit..", ROOT + ".input..", ROOT + ".identity..", ROOT + ".problem..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "com.fasterxml.jackson.core..",
                    ROOT + ".audit..",
                    ROOT + ".input..",
                    ROOT + ".identity..",
                    ROOT + ".problem..");

    @ArchTest
    static final ArchRule onlyStoresKnowSql = noClasses()
            .that()
            .resideOutsideOfPackages(JDBC + "..", ROOT + ".transaction..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule onlyStoresKnowJdbi = noClasses()
            .that()
            .resideOutsideOfPackage(JDBC + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jdbi..");

    @ArchTest
    static final ArchRule onlyTheEntryTakesADataSource = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, JDBC + "..", ROOT + ".transaction..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sql..", "com.zaxxer..");

    @ArchTest
    static final ArchRule needsNoSpringNoEngineNoMail = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.camunda..", "jakarta.mail..");

    private static LayeredArchitecture importsGoOneWay() {
        var layers = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("root")
                .definedBy(ROOT)
                .layer("jdbc")
                .definedBy(JDBC + "..")
                .layer("command")
                .definedBy(ROOT + ".command..")
                .layer("lifecycle")
                .definedBy(ROOT + ".lifecycle..")
                .layer("governance")
                .definedBy(ROOT + ".governance..")
                .layer("trail")
                .definedBy(ROOT + ".trail..")
                .layer("delivery")
                .definedBy(ROOT + ".delivery..");
        for (String feature : FEATURES) {
            layers = layers.layer(feature).definedBy(ROOT + "." + feature + "..");
        }
        layers = layers.whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("lifecycle")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("governance")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("delivery")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("trail")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers("lifecycle", "governance", "delivery", "trail", "root")
                .whereLayer("jdbc")
                .mayOnlyBeAccessedByLayers("command", "lifecycle", "governance", "delivery", "trail", "root");
        for (String feature : FEATURES) {
            layers = layers.whereLayer(feature).mayOnlyBeAccessedByLayers(above(feature));
        }
        return layers.ensureAllClassesAreContainedInArchitecture();
    }

    private static String[] above(String feature) {
        List<String> later = FEATURES.subList(FEATURES.indexOf(feature) + 1, FEATURES.size());
        return Stream.concat(
                        later.stream(),
                        Stream.of("jdbc", "command", "lifecycle", "governance", "delivery", "trail", "root"))
                .toArray(String[]::new);
    }
}
