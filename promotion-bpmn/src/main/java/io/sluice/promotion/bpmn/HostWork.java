package io.sluice.promotion.bpmn;

import io.sluice.promotion.request.PromotionRequest;
import java.util.Map;

/**
 * What a {@link HostStep} shall do.
 *
 * @param request the promotion that asks for it: organization, artifacts with their versions and digests, source, target
 * @param step id of the step in the process file
 * @param input the step's input parameters, by name, with whatever else the step can see of the process's variables;
 *     texts, numbers, truth values and dates
 * @param key the same for every repetition of one run of the step; for outside systems that recognise repeated calls
 */
public record HostWork(PromotionRequest request, String step, Map<String, Object> input, String key) {
    /** Copies the map. */
    public HostWork {
        input = Map.copyOf(input);
    }
}
