package io.sluice.promotion.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;

/** How the adapter is built, and what its users get to see. */
class AdapterArchitectureTest {
    private static final JavaClasses ADAPTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.sluice.promotion.spring");

    @Test
    void theEngineStaysBehindTheDoors() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.camunda.bpm.engine.impl..",
                        "org.camunda.bpm.engine.runtime..",
                        "org.camunda.bpm.engine.repository..",
                        "org.camunda.bpm.engine.task..")
                .check(ADAPTER);
    }

    @Test
    void noSignatureShowsTheEngine() {
        List<String> shown = ADAPTER.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> Stream.concat(
                                Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .map(JavaClass::getName)
                        .filter(name -> !name.equals(JavaDelegate.class.getName()))
                        .anyMatch(name -> name.startsWith("org.camunda")))
                .map(method -> method.getFullName())
                .toList();

        assertThat(shown).isEmpty();
    }

    @Test
    void transactionsAndIdentityDoNotKnowTheWeb() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..spring.transaction..", "..spring.identity..", "..spring.event..", "..spring.actuator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.servlet..", "org.springframework.web..", "..spring.rest..", "..spring.ui..")
                .check(ADAPTER);
    }

    @Test
    void onlyOneClassKnowsTheTypesOfTheYoungerGeneration() {
        noClasses()
                .that()
                .doNotHaveSimpleName("BootFourHealth")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.health..")
                .check(ADAPTER);
    }
}
