package io.sluice.promotion.bpmn.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidator;
import org.camunda.bpm.engine.impl.form.validator.FormValidators;
import org.camunda.bpm.engine.impl.scripting.ExecutableScript;
import org.camunda.bpm.engine.impl.scripting.ScriptFactory;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.variable.serializer.BooleanValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ByteArrayValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.DateValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.DefaultVariableSerializers;
import org.camunda.bpm.engine.impl.variable.serializer.DoubleValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.IntegerValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.LongValueSerlializer;
import org.camunda.bpm.engine.impl.variable.serializer.NullValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ShortValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.StringValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.TypedValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.VariableSerializers;

/**
 * Takes away what would let a process file run code. It works in two layers that do not rely on each other: the guards
 * refuse a file before it is stored, and the engine could not run it if they had let it through.
 */
final class Lockdown {
    private final StepVocabulary vocabulary;
    private final Optional<BpmnGuard> guard;
    private final List<DeploymentGuard> guards;
    private final DeploymentGate gate;

    private Lockdown(
            StepVocabulary vocabulary, Optional<BpmnGuard> guard, List<DeploymentGuard> more, DeploymentGate gate) {
        this.gate = gate;
        this.vocabulary = vocabulary;
        this.guard = guard;
        this.guards =
                Stream.<DeploymentGuard>concat(guard.stream(), more.stream()).toList();
    }

    /** Both layers; the gate is asked before our guards, more guards after them. */
    static Lockdown full(StepVocabulary vocabulary, List<DeploymentGuard> more, DeploymentGate gate) {
        return new Lockdown(vocabulary, Optional.of(new BpmnGuard(vocabulary)), more, gate);
    }

    /** The inner layer alone, to prove that it holds. */
    static Lockdown withoutGuards(StepVocabulary vocabulary) {
        return new Lockdown(vocabulary, Optional.empty(), List.of(), DeploymentGate.open());
    }

    List<DeploymentGuard> guards() {
        return guards;
    }

    void applyTo(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPreDeployers(new ArrayList<>(List.of(new GuardedDeployer(gate, guards))));
        engine.setBpmnParseFactory(parser -> new LockedParse(parser, guard));

        engine.setBeans(new HashMap<>());
        engine.setExpressionManager(new LockedExpressions(vocabulary));
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);

        engine.setScriptFactory(new NoScripts());
        engine.setScriptEngineResolver(new NoScriptEngines());
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setArtifactFactory(new NoClasses());
        engine.setFormValidators(new NoFormValidators());

        engine.setEnableXxeProcessing(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setJavaSerializationFormatEnabled(false);

        engine.setCustomSessionFactories(new ArrayList<>(List.of(StepBudget.factory(), Trace.factory())));
        MapBusinessCalendarManager calendars = new MapBusinessCalendarManager();
        calendars.addBusinessCalendar(DurationBusinessCalendar.NAME, new DurationBusinessCalendar());
        calendars.addBusinessCalendar(DueDateBusinessCalendar.NAME, new DueDateBusinessCalendar());
        calendars.addBusinessCalendar(PacedCycle.NAME, new PacedCycle());
        engine.setBusinessCalendarManager(calendars);
    }

    /** Variables are plain values. Without serialized objects there is nothing that reading one could set off. */
    static VariableSerializers plainValues() {
        VariableSerializers serializers = new DefaultVariableSerializers();
        Stream.<TypedValueSerializer<?>>of(
                        new NullValueSerializer(),
                        new StringValueSerializer(),
                        new BooleanValueSerializer(),
                        new ShortValueSerializer(),
                        new IntegerValueSerializer(),
                        new LongValueSerlializer(),
                        new DateValueSerializer(),
                        new DoubleValueSerializer(),
                        new ByteArrayValueSerializer())
                .forEach(serializers::addSerializer);
        return serializers;
    }

    private static ProcessEngineException refusal(String what) {
        return new ProcessEngineException(what + " is not allowed in a process.");
    }

    private static final class NoScripts extends ScriptFactory {
        @Override
        public ExecutableScript createScriptFromResource(String language, String resource) {
            throw refusal("A script");
        }

        @Override
        public ExecutableScript createScriptFromResource(String language, Expression resource) {
            throw refusal("A script");
        }

        @Override
        public ExecutableScript createScriptFromSource(String language, String source) {
            throw refusal("A script");
        }

        @Override
        public ExecutableScript createScriptFromSource(String language, Expression source) {
            throw refusal("A script");
        }
    }

    private static final class NoScriptEngines implements ScriptEngineResolver {
        @Override
        public void addScriptEngineFactory(ScriptEngineFactory factory) {
            throw refusal("A script engine");
        }

        @Override
        public ScriptEngineManager getScriptEngineManager() {
            throw refusal("A script engine");
        }

        @Override
        public ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
            throw refusal("A script");
        }
    }

    private static final class NoClasses implements ArtifactFactory {
        @Override
        public <T> T getArtifact(Class<T> type) {
            throw refusal("A class");
        }
    }

    private static final class NoFormValidators extends FormValidators {
        @Override
        public FormFieldValidator createValidator(Element constraint, BpmnParse parse, ExpressionManager expressions) {
            throw refusal("A form validator");
        }
    }
}
