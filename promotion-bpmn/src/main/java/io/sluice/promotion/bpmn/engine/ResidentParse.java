package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.bpmn.parser.DefaultFailedJobParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * The reading of files in an engine of the host: the library's are tied down as in an engine of its own, others are read
 * as if the library were not there. Listeners of the host hear nothing of the library's processes, so that these do what
 * was proved about them.
 */
final class ResidentParse extends LockedParse {
    /** As the engine reads it: files may still use the older name. */
    private static final Namespace EXTENSIONS = new Namespace(ProcessElement.CAMUNDA, "http://activiti.org/bpmn");

    private static final String PARTS_OF_THE_ENGINE = "org.camunda.bpm.engine.impl.";
    private static final int HISTORY_DAYS = 180;
    private static final Set<String> SCRIPTS = Set.of("scriptTask", "script", "connector");

    private final Supplier<Residence> residence;
    private @Nullable Residence present;

    ResidentParse(BpmnParser parser, Supplier<Residence> residence) {
        super(parser, Optional.empty());
        this.residence = residence;
    }

    @Override
    boolean isLocked() {
        return OwnDefinitions.isOwn(deployment.getSource());
    }

    @Override
    Optional<BpmnGuard> guard() {
        return Optional.ofNullable(present).map(Residence::guard);
    }

    @Override
    protected void parseRootElement() {
        if (isLocked()) {
            Residence found = residence.get();
            present = found;
            expressionManager = found.expressions();
            parseListeners = listeners(found);
            refuseScripts(rootElement);
        }
        super.parseRootElement();
    }

    /** A host that wants every process to say how long its history is kept does not mean the library's. */
    @Override
    protected void validateAndSetHTTL(Element process, ProcessDefinitionEntity definition, boolean skipEnforceTtl) {
        boolean said = process.attributeNS(EXTENSIONS, "historyTimeToLive") != null
                || Context.getProcessEngineConfiguration().getHistoryTimeToLive() != null;
        if (isLocked() && !said) {
            definition.setHistoryTimeToLive(HISTORY_DAYS);
        } else {
            super.validateAndSetHTTL(process, definition, skipEnforceTtl);
        }
    }

    private List<BpmnParseListener> listeners(Residence found) {
        List<BpmnParseListener> listeners = new ArrayList<>(parseListeners);
        listeners.removeIf(each -> !each.getClass().getName().startsWith(PARTS_OF_THE_ENGINE)
                || each instanceof DefaultFailedJobParseListener);
        listeners.add(new ResidentRetries());
        listeners.add(new MarkedElementsListener(found.marked()));
        listeners.add(new CalledTenant());
        listeners.add(new ResidentStarts());
        return listeners;
    }

    /** In an engine of the library's own there are no scripts at all; here only its files cannot have any. */
    private static void refuseScripts(Element element) {
        String type = element.attributeNS(EXTENSIONS, "type");
        if (SCRIPTS.contains(element.getTagName()) || (type != null && !type.equals("external"))) {
            throw new ProcessEngineException("Line " + element.getLine() + ": a promotion runs no scripts.");
        }
        element.elements().forEach(ResidentParse::refuseScripts);
    }
}
