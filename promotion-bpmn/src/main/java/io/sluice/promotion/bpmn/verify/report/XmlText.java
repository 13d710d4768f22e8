package io.sluice.promotion.bpmn.verify.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The characters of an XML file, by the encoding that it declares. */
final class XmlText {
    private XmlText() {}

    /** What a browser reads as the same document; broken characters become replacement characters. */
    static String of(byte[] xml) {
        String text = new String(xml, charset(xml));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            // Reads no further than the declaration.
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            String name = Optional.ofNullable(reader.getCharacterEncodingScheme())
                    .or(() -> Optional.ofNullable(reader.getEncoding()))
                    .orElse("UTF-8");
            return Charset.forName(name);
        } catch (XMLStreamException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
