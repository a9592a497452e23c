<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AttentionStrip</name>
    <message numerus="yes">
        <source>%n sale(s) with a warning</source>
        <translation>
            <numerusform>%n sale with a warning</numerusform>
            <numerusform>%n sales with a warning</numerusform>
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
        <source>%n sale(s) to clear up</source>
        <translation>
            <numerusform>%n sale to clear up</numerusform>
            <numerusform>%n sales to clear up</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StrayStrip</name>
    <message numerus="yes">
        <source>%n payment(s) in the queue are no sale of this till</source>
        <translation>
            <numerusform>%n payment in the queue is no sale of this till</numerusform>
            <numerusform>%n payments in the queue are no sale of this till</numerusform>
        </translation>
    </message>
</context>
</TS>
