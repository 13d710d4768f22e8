package io.sluice.promotion.bpmn.engine;

import org.camunda.bpm.engine.impl.bpmn.parser.DefaultFailedJobParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.ParseUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Repeats failed jobs of promotions as often as an engine of the library's own does, whatever the host's engine does. */
final class ResidentRetries extends DefaultFailedJobParseListener {
    @Override
    protected void setFailedJobRetryTimeCycleValue(Element element, ActivityImpl activity) {
        super.setFailedJobRetryTimeCycleValue(element, activity);
        Element extensions = element.element(EXTENSION_ELEMENTS);
        if (extensions == null || extensions.element(FAILED_JOB_RETRY_TIME_CYCLE) == null) {
            activity.getProperties()
                    .set(
                            FAILED_JOB_CONFIGURATION,
                            ParseUtil.parseRetryIntervals(TransactionalEngineConfiguration.RETRIES));
        }
    }
}
