package org.deltacommons.foundation.procedures;

import org.deltacommons.foundation.web.FileField;
import org.deltacommons.foundation.web.FileSink;
import org.springframework.stereotype.Component;

/// Lets forms ask for attachments: `@Input(kind = FILE) Attachment contract`, or a list of them.
@Component
class AttachmentField implements FileField<Attachment> {

    @Override
    public Class<Attachment> type() {
        return Attachment.class;
    }

    @Override
    public Attachment of(String component, FileSink.Kept kept) {
        return new Attachment(component, kept.hash(), kept.name(), kept.type(), kept.bytes());
    }

    @Override
    public FileSink.Kept file(Attachment value) {
        return new FileSink.Kept(value.hash(), value.name(), value.type(), value.bytes());
    }
}
