package io.sluice.promotion.bpmn.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Lets nobody but the library start one of its processes in an engine of the host: a second process with the ids of a
 * promotion would confuse it, though it could not have anything deployed.
 */
final class ResidentStarts extends AbstractBpmnParseListener {
    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        Residence.mark(process);
        process.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) ResidentStarts::requireOurs);
    }

    private static void requireOurs(DelegateExecution starting) {
        ExecutionEntity instance = (ExecutionEntity) starting;
        ExecutionEntity caller = instance.getSuperExecution();
        boolean ours = caller == null
                ? isStartedByUs(Context.getCommandContext(), instance)
                : Residence.isMarked(caller.getProcessDefinition());
        if (!ours) {
            throw new ProcessEngineException("Promotions are started through Sluice only.");
        }
    }

    /** Where a process begins with a job, it was started when the job was made. */
    private static boolean isStartedByUs(CommandContext command, ExecutionEntity instance) {
        JobEntity job = command.getCurrentJob();
        return command.getSession(ResidentCalls.class).areOpen()
                || (job != null && instance.getProcessInstanceId().equals(job.getProcessInstanceId()));
    }
}
