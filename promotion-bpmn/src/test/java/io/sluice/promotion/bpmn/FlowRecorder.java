package io.sluice.promotion.bpmn;

import io.sluice.promotion.transaction.Transactions;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;

/**
 * Notes which nodes and flows of a process tokens went through, in units of work that committed. It listens to the
 * engine's parsed form of the process, so that the process itself stays as it is shipped.
 */
final class FlowRecorder {
    private final Transactions transactions;
    private final Set<String> definitions = new HashSet<>();
    private final Set<String> elements = new HashSet<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    private FlowRecorder(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Listens to the newest definition of a process from now on. */
    static FlowRecorder on(ProcessEngine engine, Transactions transactions, String process) {
        FlowRecorder recorder = new FlowRecorder(transactions);
        recorder.listenToNewest(engine, process);
        return recorder;
    }

    /** Listens to the newest definition as well, unless it does already: tests may deploy a process anew. */
    void listenToNewest(ProcessEngine engine, String process) {
        String id = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
        if (definitions.add(id)) {
            listen((ProcessDefinitionEntity)
                    ((RepositoryServiceImpl) engine.getRepositoryService()).getDeployedProcessDefinition(id));
        }
    }

    /** Everything there is. */
    Set<String> elements() {
        return Set.copyOf(elements);
    }

    /** What no token has gone through so far. */
    Set<String> untouched() {
        Set<String> untouched = new TreeSet<>(elements);
        untouched.removeAll(taken);
        return untouched;
    }

    private void listen(ScopeImpl scope) {
        for (ActivityImpl node : scope.getActivities()) {
            elements.add(node.getId());
            node.addBuiltInListener(ExecutionListener.EVENTNAME_START, note(node.getId()));
            for (PvmTransition flow : node.getOutgoingTransitions()) {
                elements.add(flow.getId());
                ((TransitionImpl) flow).addListener(ExecutionListener.EVENTNAME_TAKE, note(flow.getId()));
            }
            listen(node);
        }
    }

    private ExecutionListener note(String id) {
        return execution -> transactions.register(new Transactions.Callback() {
            @Override
            public void afterCommit() {
                taken.add(id);
            }
        });
    }
}
