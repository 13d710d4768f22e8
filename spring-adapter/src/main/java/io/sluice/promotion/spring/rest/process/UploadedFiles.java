package io.sluice.promotion.spring.rest.process;

import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spring.rest.Call;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Process files in a body: one as XML, named by {@code ?resource=}, or several as JSON. */
final class UploadedFiles {
    static final String[] TYPES = {"application/xml", "application/json"};
    static final String RESOURCE = "resource";

    private record FileBody(String resource, String xml) {}

    private record FilesBody(List<FileBody> files) {}

    private UploadedFiles() {}

    /** By name, in the order in which they were sent. */
    static Map<String, byte[]> of(Call call) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (!call.contentType().equals("application/json")) {
            files.put(name(call), call.bytes());
            return files;
        }
        for (FileBody file : call.body(FilesBody.class).files()) {
            if (files.put(file.resource(), file.xml().getBytes(StandardCharsets.UTF_8)) != null) {
                throw new InvalidInputException("files", "bulk.duplicate", "A file of this name is there twice.");
            }
        }
        return files;
    }

    private static String name(Call call) {
        return call.query(RESOURCE)
                .orElseThrow(() -> new InvalidInputException(
                        RESOURCE, "field.required", "resource is required: the name of the file, ending in .bpmn."));
    }
}
