package io.sluice.promotion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.ObjectInputStream;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** Rules that hold in every module of the library; each module's {@code ArchitectureTest} takes them in. */
public final class CodingRules {
    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock = noClasses()
            .should()
            .accessTargetWhere(calls(
                    "it reads the system clock",
                    call -> (call.getOwner().getPackageName().equals("java.time")
                                    && call.getName().equals("now")
                                    && call.getRawParameterTypes().stream()
                                            .noneMatch(type -> type.isEquivalentTo(Clock.class)))
                            || (isOn(call, System.class) && call.getName().equals("currentTimeMillis"))
                            || (isOn(call, Date.class)
                                    && call.getName().equals("<init>")
                                    && call.getRawParameterTypes().isEmpty())
                            || (isOn(call, Calendar.class) && call.getName().equals("getInstance"))))
            .because("a test must be able to set the time");

    @ArchTest
    static final ArchRule onlyTheEntryPicksTheSystemClock = noClasses()
            .that()
            .resideOutsideOfPackages("io.sluice.promotion", "io.sluice.promotion.bpmn")
            .should()
            .accessTargetWhere(calls(
                    "it is Clock.system…",
                    call -> isOn(call, Clock.class) && call.getName().startsWith("system")))
            .because("everything behind the entry is handed its clock");

    @ArchTest
    static final ArchRule caseChangesNameALocale = noClasses()
            .should()
            .accessTargetWhere(calls(
                    "it is String.toLowerCase() or toUpperCase() without a locale",
                    call -> isOn(call, String.class)
                            && (call.getName().equals("toLowerCase")
                                    || call.getName().equals("toUpperCase"))
                            && call.getRawParameterTypes().isEmpty()))
            .because("the result must not depend on the machine's language");

    @ArchTest
    static final ArchRule startsNoProcesses = noClasses()
            .should()
            .accessTargetWhere(calls(
                    "it starts an operating system process",
                    call -> isOn(call, ProcessBuilder.class)
                            || (isOn(call, Runtime.class) && call.getName().equals("exec"))))
            .because("a library inside another program has no business there");

    @ArchTest
    static final ArchRule readsNoSerializedObjects = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .because("reading serialized objects runs code that the data chooses");

    @ArchTest
    static final ArchRule logsThroughSlf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule leavesTheConsoleAlone = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule hasNoMutableStatics =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatDiffers = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager)")
            .because("such a name says nothing about what the class is for");

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes().should(liveInANullMarkedPackage());

    private CodingRules() {}

    private static boolean isOn(CodeUnitAccessTarget call, Class<?> type) {
        return call.getOwner().isEquivalentTo(type);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, Predicate<CodeUnitAccessTarget> which) {
        return DescribedPredicate.describe(
                what, access -> access.getTarget() instanceof CodeUnitAccessTarget call && which.test(call));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " lives in a package without it"));
                }
            }
        };
    }
}
