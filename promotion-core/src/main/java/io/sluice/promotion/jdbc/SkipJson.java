package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.Skip;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which workspaces a promotion passes over, as it is stored. */
final class SkipJson {
    private SkipJson() {}

    static String write(Skip skip) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reason", skip.reason());
        fields.put("over", skip.over().stream().map(SkipJson::over).toList());
        return Json.write(fields);
    }

    static Skip read(String json) {
        return JsonFields.read(
                Json.readObject(json),
                fields -> new Skip(fields.text("reason"), fields.objects("over", SkipJson::readOver)));
    }

    private static Map<String, Object> over(Skip.Over over) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("workspace", over.workspace().value());
        fields.put("policyRevision", over.policyRevision());
        return fields;
    }

    private static Skip.Over readOver(JsonFields fields) {
        return new Skip.Over(new WorkspaceId(fields.text("workspace")), fields.integer("policyRevision"));
    }
}
