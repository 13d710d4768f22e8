package io.sluice.promotion.spring.rest.promotion;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The elements of a process file that people see as steps, with their names, in the order of the file. */
final class NamedSteps {
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final Set<String> STEPS = Set.of(
            "task",
            "userTask",
            "serviceTask",
            "receiveTask",
            "sendTask",
            "businessRuleTask",
            "manualTask",
            "callActivity",
            "subProcess",
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent");

    private NamedSteps() {}

    /** By id; elements without a name are left out. */
    static Map<String, String> in(byte[] file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Map<String, String> names = new LinkedHashMap<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && BPMN.equals(reader.getNamespaceURI())) {
                    read(reader, names);
                }
            }
            return names;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A process file that was deployed cannot be read.", e);
        }
    }

    private static void read(XMLStreamReader reader, Map<String, String> names) {
        String id = reader.getAttributeValue(null, "id");
        String name = reader.getAttributeValue(null, "name");
        if (STEPS.contains(reader.getLocalName()) && id != null && name != null && !name.isBlank()) {
            names.put(id, name);
        }
    }
}
