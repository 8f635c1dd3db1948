"""What the demonstration tells whoever started it: for people and for programs."""

from __future__ import annotations

import json

from mobile_api.demo.hospital import HOSPITAL_ID
from mobile_api.demo.seed import DemoSummary


def as_text(summary: DemoSummary) -> str:
    """Numbers, logins and files, line by line."""
    lines = ["Numbers to type at the kiosk (nobody has them), and the digits that confirm:"]
    lines += [
        f"  {number.pinfl}  {number.phone_last4 or '----'}  {number.what}"
        for number in summary.numbers
    ]
    lines.append("Staff (login, password):")
    lines += [f"  {login:14} {password}" for login, password in summary.passwords.items()]
    lines.append(f"Kiosk key: {summary.kiosk_key_file}")
    lines.append(f"Appointments added for today: {summary.booked_today}")
    return "\n".join(lines)


def as_json(summary: DemoSummary) -> str:
    """The same as one JSON object."""
    told = {
        "hospital_id": str(HOSPITAL_ID),
        "numbers": [
            {"pinfl": number.pinfl, "last4": number.phone_last4, "what": number.what}
            for number in summary.numbers
        ],
        "passwords": summary.passwords,
        "kiosk_key_file": str(summary.kiosk_key_file),
        "booked_today": summary.booked_today,
    }
    return json.dumps(told, ensure_ascii=False)
