"""Words too common to tell one article from another, for each language that has a list."""

_ENGLISH = """
    a an the
    i me my mine myself we us our ours ourselves you your yours yourself yourselves
    he him his himself she her hers herself it its itself they them their theirs themselves
    one ones someone something anyone anything everyone everything nothing
    this that these those here there who whom whose which what when where why how
    whatever whichever whenever
    and or but nor so yet if then than because since while although though unless until whether
    of in on at by to from for with without within into onto out over under above below up down
    off about across after again against along among around as before behind between beyond
    during through throughout toward towards upon via per
    am is are was were be been being do does did doing done have has had having
    can could may might must shall should will would cannot
    not no none only own same such both each either neither every all any some few many more most
    much less least other others another several enough
    very too just also even ever never always often still already almost quite rather really well
    now once however therefore thus instead perhaps
    get gets getting got make makes making made use uses using used let lets like need needs
    new say says said see way ways
    don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn mustn
    ll ve re
"""

STOP_WORDS: dict[str, frozenset[str]] = {"en": frozenset(_ENGLISH.split())}
