# Die erste Seite nach einem neuen Anfang.
welcome-title = Willkommen
welcome-heading = Private Netze zwischen Ihren Standorten und Clouds
welcome-lead = Zeichnen Sie sie auf einer Karte, sehen Sie, was jede Dienstgüte kostet und wann sie bereit wäre, und bestellen Sie bei Ihrem Betreiber.
welcome-sandbox = Mit dem Sandbox-Betreiber ausprobieren
welcome-sandbox-text = Geht sofort, allein auf diesem Computer. Preise und Aufträge sind simuliert.
welcome-connect = Betreiber verbinden
welcome-connect-text = Für Betreiber mit der CAMARA-API für MultiPoint VPN oder Site-to-Cloud VPN. Sie brauchen eine Client-ID und einen Schlüssel oder ein Client-Secret.
welcome-connect-heading = Betreiber verbinden

demo-load = Vorführung laden
demo-text = Ein erfundener Kunde mit fünf Standorten, zwei Clouds und Angeboten des Sandbox-Betreibers, der dafür in Gebrauch genommen wird. Ein Konto ist nicht nötig.
demo-progress = Angebot { $number } von { $of }
demo-known = Die Vorführung ist schon da.
demo-loaded = { $count ->
    [one] Die Vorführung ist geladen, mit { $count } neuen Angebot.
   *[other] Die Vorführung ist geladen, mit { $count } neuen Angeboten.
}
tape-play = Aufzeichnung abspielen
tape-text = Eine Aufzeichnung ist eine Datei mit früheren Antworten eines Betreibers, gespeichert aus den Angeboten. Sie läuft ohne Netz und ohne Konto, ist als simuliert gekennzeichnet, und bestellen lässt sich darauf nichts.
tape-playing = { $count ->
    [one] Die Aufzeichnung ist jetzt der Betreiber. Sie enthält { $count } Antwort.
   *[other] Die Aufzeichnung ist jetzt der Betreiber. Sie enthält { $count } Antworten.
}
