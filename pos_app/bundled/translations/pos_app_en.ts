<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AttentionStrip</name>
    <message numerus="yes">
        <source>%n sale(s) with an alert</source>
        <translation>
            <numerusform>%n sale with an alert</numerusform>
            <numerusform>%n sales with an alert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with an alert</source>
        <translation>
            <numerusform>%n with an alert</numerusform>
            <numerusform>%n with an alert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CloseTab</name>
    <message numerus="yes">
        <source>%n payment(s)</source>
        <translation>
            <numerusform>%n payment</numerusform>
            <numerusform>%n payments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting sale(s) continue.</source>
        <translation>
            <numerusform>%n waiting sale continues.</numerusform>
            <numerusform>%n waiting sales continue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClosingQuestion</name>
    <message numerus="yes">
        <source>%n sale(s) without a result yet</source>
        <translation>
            <numerusform>%n sale without a result yet</numerusform>
            <numerusform>%n sales without a result yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ColumnTexts</name>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n sale</numerusform>
            <numerusform>%n sales</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CounterCard</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoubtStrip</name>
    <message numerus="yes">
        <source>%n sale(s) whose outcome is unknown</source>
        <translation>
            <numerusform>%n sale whose outcome is unknown</numerusform>
            <numerusform>%n sales whose outcome is unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <translation>
            <numerusform>%n unknown</numerusform>
            <numerusform>%n unknown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DrawerCard</name>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n sale</numerusform>
            <numerusform>%n sales</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExceptionsCard</name>
    <message numerus="yes">
        <source>%n refund(s)</source>
        <translation>
            <numerusform>%n refund</numerusform>
            <numerusform>%n refunds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n sale</numerusform>
            <numerusform>%n sales</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>latest: %n</source>
        <translation>
            <numerusform>latest: %n</numerusform>
            <numerusform>latest: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoveCard</name>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperStrip</name>
    <message numerus="yes">
        <source>%n did not come out</source>
        <translation>
            <numerusform>%n did not come out</numerusform>
            <numerusform>%n did not come out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to confirm</source>
        <translation>
            <numerusform>%n to confirm</numerusform>
            <numerusform>%n to confirm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SalesModel</name>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n sale</numerusform>
            <numerusform>%n sales</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SalesPanel</name>
    <message numerus="yes">
        <source>%n sale(s) need attention</source>
        <translation>
            <numerusform>%n sale needs attention</numerusform>
            <numerusform>%n sales need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StrayStrip</name>
    <message numerus="yes">
        <source>%n unmatched</source>
        <translation>
            <numerusform>%n unmatched</numerusform>
            <numerusform>%n unmatched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unmatched payment(s)</source>
        <translation>
            <numerusform>%n unmatched payment</numerusform>
            <numerusform>%n unmatched payments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TotalsCard</name>
    <message numerus="yes">
        <source>{0} paid of {1}</source>
        <translation>
            <numerusform>{0} paid of {1}</numerusform>
            <numerusform>{0} paid of {1}</numerusform>
        </translation>
    </message>
</context>
</TS>
